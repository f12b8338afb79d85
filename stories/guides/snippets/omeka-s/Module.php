<?php
namespace RepositoryStats;

class Module extends \Omeka\Module\AbstractModule
{
    public function getConfig()
    {
        return [
            'block_layouts' => [
                'invokables' => [
                    'repositoryStats' => Site\BlockLayout\RepositoryStats::class,
                ],
            ],
        ];
    }
}
